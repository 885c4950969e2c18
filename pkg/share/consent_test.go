package share

import "testing"

// Headers of what people agree to before they are asked, and questions that are none.
func TestConsents(t *testing.T) {
	for _, header := range []string{"Consent", "I agree to the terms", "gdpr_consent", "Acepto la política de privacidad", "Einwilligung Datenschutz",
		"Согласие на обработку персональных данных", "Consentimento LGPD", "J'accepte"} {
		if !isConsent(header) {
			t.Errorf("%q is a consent", header)
		}
	}
	for _, header := range []string{"Would you buy again?", "resolved", "Was the agent polite?", "¿Resolvimos su problema?", "Решена ли проблема?", "agreed price"} {
		if isConsent(header) {
			t.Errorf("%q is no consent", header)
		}
	}
}
