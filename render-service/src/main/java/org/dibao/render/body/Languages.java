package org.dibao.render.body;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/** Language tags (BCP 47) of existing languages and countries. */
final class Languages {
    private static final Set<String> SCRIPTS = Set.of(
            "Hans", "Hant", "Hani", "Latn", "Cyrl", "Jpan", "Kore", "Arab", "Grek", "Hebr", "Deva", "Thai", "Mong",
            "Tibt");
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private Languages() {}

    /** The tag in its usual form, or empty. */
    static String valid(String tag) {
        try {
            Locale locale = new Locale.Builder()
                    .setLanguageTag(tag.strip().replace('_', '-'))
                    .build();
            boolean known = (LANGUAGES.contains(locale.getLanguage())
                            || locale.getLanguage().equals("yue"))
                    && (locale.getCountry().isEmpty() || COUNTRIES.contains(locale.getCountry()))
                    && (locale.getScript().isEmpty() || SCRIPTS.contains(locale.getScript()))
                    && locale.getVariant().isEmpty()
                    && !locale.hasExtensions();
            return known ? locale.toLanguageTag() : "";
        } catch (IllformedLocaleException e) {
            return "";
        }
    }
}
