package cli

import (
	"errors"
	"strings"
)

// Where the script of the shell library begins to ask for what completes the last word, and where it has the answer.
const (
	askedHere    = "    requestComp=\"${words[0]} __complete ${args[*]}\"\n"
	answeredHere = "    __cxcalc_process_completion_results\n}\n"
)

// closeQuote closes a quote that is still open for the question, and takes it from the word that is completed: the
// script of the library hands the words to eval, which gives up at such a quote.
const closeQuote = `    local last=$((${#args[@]} - 1))
    __cxcalc_quote=
    if ((last >= 0)) && [[ ${args[last]} == [\'\"]* ]]; then
        __cxcalc_quote=${args[last]:0:1}
        if ((${#args[last]} == 1)) || [[ ${args[last]} != *"${__cxcalc_quote}" ]]; then
            args[last]+=${__cxcalc_quote}
            cur=${cur#"${__cxcalc_quote}"}
        else
            __cxcalc_quote=
        fi
    fi
`

// keepPlain takes the escapes from the one completion of a word in a quote, where they would be part of it.
const keepPlain = `    __cxcalc_process_completion_results
    if [[ -n ${__cxcalc_quote} ]] && ((${#COMPREPLY[@]} == 1)); then
        eval "COMPREPLY[0]=${COMPREPLY[0]}"
    fi
}
`

// bashCompletion makes the script of the library one that completes inside quotes, too.
func bashCompletion(script string) (string, error) {
	if strings.Count(script, askedHere) != 1 || strings.Count(script, answeredHere) != 1 {
		return "", errors.New("the script of the shell library is not the one that is known")
	}
	return strings.NewReplacer(askedHere, closeQuote+askedHere, answeredHere, keepPlain).Replace(script), nil
}
