package reasons

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/facts"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
	"github.com/cxcalc/cxcalc/pkg/tags"
)

// topicWords find in texts what they are about. A word of a topic is the beginning of words, so that it stands for all of their
// forms, unless it is said to be whole; several words stand beside each other in a text.
type topicWords struct {
	names   []string
	phrases map[string][]phrase // by the first word
	longest int                 // bytes of the longest first word
}

// A phrase is a word of a topic, or several.
type phrase struct {
	topic int32
	words []string
	whole bool // the words stand in texts as they are, and not with other ends
}

// mostTopicRows bounds a file of topics.
const mostTopicRows = 100_000

// readTopics reads the file of topics: a row for each word, with its topic.
func readTopics(ctx context.Context, q *facts.Query, name string) (*topicWords, error) {
	return smallfile.Once(q.Drawer, "topics "+name, func() (*topicWords, error) {
		f := &smallfile.Appendix{Flag: "--topics", Name: name, Stdin: q.Dataset.Stdin, Header: "topic,word", Most: mostTopicRows,
			Needs: []smallfile.Need{{Says: "the topic", Pick: headed("topic")}, {Says: "a word that it is known by", Pick: headed("word")}}}
		t := &topicWords{phrases: make(map[string][]phrase)}
		err := f.Read(ctx, q.Dataset, func(row smallfile.Listed) error {
			topic, word := row.Cells[0], row.Cells[1]
			switch {
			case answer.Normalise(topic) == "":
				return f.Wrong(row, 0, "is blank, expected the name of a topic")
			case !t.learn(topic, word):
				return f.Wrong(row, 1, "has no letter and no digit, expected a word")
			}
			return nil
		})
		return t, err
	})
}

// headed picks the column whose header is a word, or its plural.
func headed(name string) func(headers []string, taken []int) (int, bool) {
	return func(headers []string, _ []int) (int, bool) {
		at := slices.IndexFunc(headers, func(h string) bool { return strings.TrimSuffix(answer.Normalise(h), "s") == name })
		return at, at >= 0
	}
}

// learn adds a word of a topic. One after = or in quotes is whole.
func (t *topicWords) learn(topic, word string) bool {
	at := slices.IndexFunc(t.names, func(known string) bool { return tags.Fold(known) == tags.Fold(topic) })
	if at < 0 {
		at, t.names = len(t.names), append(t.names, topic)
	}
	p := phrase{topic: int32(at)}
	if bare, ok := strings.CutPrefix(word, "="); ok {
		word, p.whole = bare, true
	}
	if n := len(word); n > 1 && word[0] == '"' && word[n-1] == '"' {
		p.whole = true
	}
	if p.words = wordsOf(word); len(p.words) == 0 {
		return false
	}
	first := p.words[0]
	t.phrases[first] = append(t.phrases[first], p)
	t.longest = max(t.longest, len(first))
	return true
}

// wordsOf are the words of a text, without case, accents and punctuation.
func wordsOf(text string) []string { return strings.Fields(answer.Normalise(text)) }

// in lists the topics that a text is about, each once and in the order of the file.
func (t *topicWords) in(words []string) (topics []int32) {
	for i, word := range words {
		for end := range word {
			if end > 0 {
				topics = t.begun(topics, words[i:], end)
			}
			if end > t.longest {
				break
			}
		}
		topics = t.begun(topics, words[i:], len(word))
	}
	slices.Sort(topics)
	return slices.Compact(topics)
}

// begun adds the topics with a phrase whose first word is the beginning of the first of words, up to an end.
func (t *topicWords) begun(topics []int32, words []string, end int) []int32 {
	for _, p := range t.phrases[words[0][:end]] {
		if p.stands(words) {
			topics = append(topics, p.topic)
		}
	}
	return topics
}

// stands tells whether words begin with the phrase.
func (p phrase) stands(words []string) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, word := range p.words {
		if p.whole && words[i] != word || !strings.HasPrefix(words[i], word) {
			return false
		}
	}
	return true
}

// leastLetters is from how many letters on a word is shown among those of texts without a topic.
const leastLetters = 3

// telling are the different words of a text that may tell a topic: not those that any text has.
func telling(words []string) (out []string) {
	for _, word := range words {
		if utf8.RuneCountInString(word) >= leastLetters && !emptyWords()[word] && !slices.Contains(out, word) {
			out = append(out, word)
		}
	}
	return out
}
