package org.dibao.contract.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowedElementsTest {
    @Test
    void nothingInItCanRunOrLoadCodeOrAskForInput() {
        assertThat(AllowedElements.names())
                .doesNotContain(
                        "script",
                        "style",
                        "iframe",
                        "object",
                        "embed",
                        "form",
                        "input",
                        "button",
                        "svg",
                        "math",
                        "link",
                        "meta",
                        "base",
                        "template",
                        "noscript",
                        "dialog");
        assertThat(AllowedElements.names())
                .allSatisfy(element -> assertThat(AllowedElements.attributesOf(element))
                        .doesNotContain(
                                "style", "action", "formaction", "target", "ping", "srcdoc", "autofocus", "tabindex")
                        .noneMatch(attribute -> attribute.startsWith("on")));
    }

    @Test
    void anElementMayHaveItsOwnAttributesAndThoseOfAll() {
        assertThat(AllowedElements.allows("img", "srcset")).isTrue();
        assertThat(AllowedElements.allows("img", "title")).isTrue();
        assertThat(AllowedElements.allows("p", "srcset")).isFalse();
        assertThat(AllowedElements.allows("img", "onerror")).isFalse();
        assertThat(AllowedElements.attributesOf("th"))
                .containsExactly("colspan", "rowspan", "align", "headers", "valign", "scope", "abbr");
    }

    @Test
    void namesAreInLowerCaseAndAlwaysInTheSameOrder() {
        assertThat(AllowedElements.names()).allMatch(name -> name.matches("[a-z][a-z0-9]*"));
        assertThat(List.copyOf(AllowedElements.names())).isSorted();
    }
}
