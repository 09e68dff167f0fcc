package org.dibao.render.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dibao.render.body.Shown.html;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nothing that is stored is trusted, whoever sanitised it. */
class StoredBodiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>a<script>b()</script></p>                                    | <p>a<span></span></p>",
                "<style>p{}</style><p>a</p>                                      | <span></span><p>a</p>",
                "<p>a<!-- b --></p>                                              | <p>a</p>",
                "<p onclick=\"b()\" style=\"color:red\" data-x=\"y\">a</p>       | <p>a</p>",
                "<div><form action=\"/b\">a<input name=\"c\"></form></div>       | <div><span>a<span></span></span></div>",
                "<p>a<svg><a href=\"/b\">c</a></svg>d</p>                        | <p>ad</p>",
                "<p>a<math><mi>c</mi></math>d</p>                                | <p>ad</p>",
                "<iframe src=\"/a\">b</iframe>                                   | <span></span>",
                "<xmp><b>a</b></xmp>                                             | <span></span>",
                "<p><b href=\"/x\" src=\"javascript:void(0)\">a</b></p>          | <p><b>a</b></p>",
                "<p><a href=\"&#127;javascript:void(0)\">a</a></p>               | <p>a</p>",
                "<p><a href=\"java&#8203;script:void(0)\">a</a></p>              | <p>a</p>",
                "<p><a href=\"12:30.html\">a</a></p>                             | <p><a href=\"./12:30.html\">a</a></p>",
                "<p><q cite=\"mailto:a@b.example\">a</q></p>                     | <p><q>a</q></p>",
                "<p><a href=\"MAILTO:a@b.example\">a</a></p>                     | <p><a href=\"mailto:a@b.example\">a</a></p>",
            })
    void whatMayNotBeShownIsNotShown(String stored, String shown) {
        assertThat(html(stored)).isEqualTo(shown);
        assertThat(html(shown)).isEqualTo(shown);
    }
}
