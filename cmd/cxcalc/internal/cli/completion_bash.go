package cli

import (
	"bytes"
	"errors"
)

// askedHere is where the script of the shell library begins to ask for what completes the last word.
const askedHere = "    requestComp=\"${words[0]} __complete ${args[*]}\"\n"

// closeQuote closes a quote that is still open for the question, and takes it from the word that is completed: the script
// of the library hands the words to eval, which gives up at such a quote.
const closeQuote = `    local last=$((${#args[@]} - 1)) quote
    if ((last >= 0)) && [[ ${args[last]} == [\'\"]* ]]; then
        quote=${args[last]:0:1}
        if ((${#args[last]} == 1)) || [[ ${args[last]} != *"${quote}" ]]; then
            args[last]+=${quote}
            cur=${cur#"${quote}"}
        fi
    fi
`

// bashCompletion makes the script of the library one that completes inside quotes, too.
func bashCompletion(script []byte) ([]byte, error) {
	if bytes.Count(script, []byte(askedHere)) != 1 {
		return nil, errors.New("the script of the shell library is not the one that is known")
	}
	return bytes.Replace(script, []byte(askedHere), []byte(closeQuote+askedHere), 1), nil
}
