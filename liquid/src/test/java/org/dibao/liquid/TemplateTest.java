package org.dibao.liquid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits, mended mistakes, and what is not known. */
class TemplateTest {
    private static final Host INCLUDES = new Host() {
        @Override
        public @Nullable String include(String name) {
            return switch (name) {
                case "itself.html" -> "{% include itself.html %}";
                case "twice.html" -> "a{% if include.n %}{% include twice.html %}{% endif %}";
                case "mistake.html" -> "a\n{{ 1 | divided_by: 0 }}b";
                default -> null;
            };
        }

        @Override
        public @Nullable String plugin(PluginTag tag) {
            return tag.name().equals("shout") ? tag.markup() + "!" + tag.body() : null;
        }
    };

    private static Rendered lenient(String text) {
        return Template.parse(text, Reading.LENIENT).render(Map.of("n", 3L), INCLUDES, Limits.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps | {% for i in (1..1000000000) %}{% endfor %}",
                "steps | {% for i in (1..1000) %}{% for j in (1..1000) %}{% for k in (1..1000) %}x{% endfor %}{% endfor %}{% endfor %}",
                "outputChars | {% capture a %}{% for i in (1..1000) %}0123456789{% endfor %}{% endcapture %}{% for i in (1..2000) %}{{ a }}{% endfor %}",
                "workChars | {% assign a = '0123456789' %}{% for i in (1..40) %}{% assign a = a `append: a %}{% endfor %}",
                "workChars | {% assign a = '0123456789' %}{% for i in (1..40) %}{% assign a = a `replace: '0', a %}{% endfor %}",
                "workChars | {% assign a = 'a,b' `split: ',' %}{% for i in (1..40) %}{% assign a = a `concat: a %}{% endfor %}",
                "depth | {% include itself.html %}",
                "depth | {% include twice.html n=1 %}"
            })
    void aTemplateThatDoesTooMuchIsRefused(String limit, String template) {
        for (Reading reading : new Reading[] {Reading.STRICT, Reading.LENIENT}) {
            assertTimeoutPreemptively(
                    Duration.ofSeconds(20),
                    () -> assertThatThrownBy(() -> Template.parse("\n" + template.replace('`', '|'), reading)
                                    .render(Map.of(), INCLUDES, Limits.DEFAULT))
                            .isInstanceOfSatisfying(LimitReached.class, e -> {
                                assertThat(e.limit()).isEqualTo(limit);
                                assertThat(e.line()).isPositive();
                            }));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ a",
                "{% if a %}",
                "{% raw %}",
                "{{",
                "{%",
                "{% comment %}",
                "{{ a }",
                "}}",
                "{{ 'a",
                "{% endif %}",
                "{% foo %}",
                "{% for i in a %}{% else %}",
                "{% case a %}{% when 1 %}",
                "{{ a | b: c, d: e }}",
                "{% capture a %}x{% endcapture %}",
                "{% if a and b or c %}{% endif %}",
                "{% highlight a %}",
                "{{ a[",
                "{% unless a %}{% endif %}",
                "{%- -%}",
                "\"",
                "{"
            })
    void timeIsProportionalToTheLength(String part) {
        int times = 400_000 / part.length();
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                lenient(part.repeat(times));
                lenient("{{ " + part.repeat(times) + " }}");
                lenient("{% if " + part.repeat(times) + " %}{% endif %}");
            } catch (LimitReached e) {
                assertThat(e.limit()).isIn("depth", "steps");
            }
        });
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                arguments("a {{ b", "a {{ b", "\"{{ b\" has no end: }} is missing"),
                arguments("a {% if", "a {% if", "\"{% if\" has no end: %} is missing"),
                arguments("a{% if n %}b", "ab", "{% if %} is never closed"),
                arguments("a{% if no %}b", "ab", "{% if %} is never closed"),
                arguments("{% if n %}a{% elsif %}b{% endif %}", "a", "a condition is missing"),
                arguments("a{% endif %}b", "ab", "{% endif %} has no beginning"),
                arguments("{% for i in %}a{% endfor %}", "a", "{% for %} must be written {% for item in list %}"),
                arguments("{% if n %}a{% for i in (1..2) %}b{% endif %}c", "abc", "{% for %} is never closed"),
                arguments("a{% foo x %}b", "ab", "the tag {% foo %} is not known here: it is left out"),
                arguments(
                        "a{% foo x %}{{ n }}{% endfoo %}b",
                        "a3b", "the tag {% foo %} is not known here: only the text in it is kept"),
                arguments("a{{ 1 | divided_by: 0 }}b", "ab", "divided by 0"),
                arguments("a{{ n | foo }}b", "a3b", "there is no filter \"foo\": its input is left as it is"),
                arguments("a{{ x }}b", "ab", "there is no variable \"x\""),
                arguments("a{% include none.html %}b", "ab", "the include none.html is not there: it is left out"),
                arguments("{% include mistake.html %}b", "a\nbb", "divided by 0"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakesAreMendedAndSaid(String template, String text, String warning) {
        Rendered rendered = lenient(template);
        assertThat(rendered.text()).isEqualTo(text);
        assertThat(rendered.warnings()).extracting(Warning::message).anyMatch(said -> said.contains(warning));
    }

    @Test
    void aWarningHasItsLineAndComesOnce() {
        assertThat(lenient("a\n{{ x }}\n{{ x }}\n{% foo %}").warnings())
                .extracting(Warning::line)
                .containsExactly(2, 4);
    }

    @Test
    void examplesInCodeStayAsTheyAreWritten() {
        Reading code = new Reading(true, place -> place >= 2);
        assertThat(Template.parse("a {{ x | y }} {{ n }} {% foo %} {% endfoo %}", code)
                        .render(Map.of("n", 3L), Host.NONE, Limits.DEFAULT)
                        .text())
                .isEqualTo("a {{ x | y }} 3 {% foo %} {% endfoo %}");
    }

    @Test
    void whatIsNotKnownMarksWhatIsMadeOfIt() {
        Map<String, Drop> site = Map.of("site", Unknown::new);
        assertThat(Template.parse(
                                "{{ site.a }}/b {{ site.a.b | append: '/c' }}{% if site.x %}d{% endif %}{{ site.e | default: 'f' }}"
                                        + "{% for i in site.g %}h{% endfor %}")
                        .render(site, Host.NONE, Limits.DEFAULT)
                        .text())
                .isEqualTo(Unknown.MARK + "/b " + Unknown.MARK + "/cf");
    }

    @Test
    void aPluginIsAsked() {
        assertThat(lenient("{% shout a {{ n }} %}b{{ n }}{% endshout %}").text())
                .isEqualTo("a 3!b3");
    }

    @Test
    void aTemplateRunsMoreThanOnce() {
        Template template = Template.parse("{% increment n %}{% assign x = n %}{% cycle 'a', 'b' %}{{ x }}");
        for (int i = 0; i < 2; i++) {
            assertThat(template.render(Map.of(), Host.NONE, Limits.DEFAULT).text())
                    .isEqualTo("0a1");
        }
    }
}
