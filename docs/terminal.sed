# Turns a table with colours into a page, of which `make picture` takes a picture.
1i\
<!DOCTYPE html><meta charset="utf-8"><style>body{margin:0;background:#fff}pre{margin:16px 20px;font:14px/1.35 "DejaVu Sans Mono",monospace}</style><pre>\
$ cxcalc nps --by region responses.csv
s/&/\&amp;/g
s/</\&lt;/g
s/\x1b\[0m/<\/span>/g
s/\x1b\[1m/<span style="font-weight:bold">/g
s/\x1b\[38;5;28m/<span style="color:#008700">/g
s/\x1b\[38;5;160m/<span style="color:#d70000">/g
s/\x1b\[38;5;130m/<span style="color:#af5f00">/g
s/\x1b\[38;5;243m/<span style="color:#767676">/g
