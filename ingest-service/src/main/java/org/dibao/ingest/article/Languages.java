package org.dibao.ingest.article;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Refused;

/** Language tags (BCP 47) whose language there is. */
final class Languages {
    private Languages() {}

    /**
     * The tag, if the language that it begins with is one of ISO 639.
     *
     * @throws Refused with the field's name, and the tag of a language of that name if there is one
     */
    static String checked(String field, String tag) {
        String language = Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
        // What is not well-formed has no language; the settings themselves say what is wrong with it.
        if (language.isEmpty() || isKnown(language)) {
            return tag;
        }
        throw Refused.field(
                field,
                field + ": there is no language " + Quoted.of(language)
                        + named(tag)
                                .map(code -> ": did you mean \"" + code + "\"?")
                                .orElse(".")
                        + " Write a language tag (BCP 47), such as en or zh-CN");
    }

    /** Java names the languages that it knows, and repeats the code of others. */
    private static boolean isKnown(String language) {
        return !Locale.of(language).getDisplayLanguage(Locale.ENGLISH).equals(language);
    }

    private static Optional<String> named(String name) {
        return Stream.of(Locale.getISOLanguages())
                .filter(code -> Stream.of(Locale.ENGLISH, Locale.of(code))
                        .anyMatch(in -> Locale.of(code).getDisplayLanguage(in).equalsIgnoreCase(name)))
                .findFirst();
    }
}
