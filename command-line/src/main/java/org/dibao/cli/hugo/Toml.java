package org.dibao.cli.hugo;

import java.util.Map;
import org.dibao.cli.site.Values;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.dataformat.toml.TomlFactory;
import tools.jackson.dataformat.toml.TomlMapper;

/** TOML as plain values; dates are texts. */
final class Toml {
    private static final TomlMapper MAPPER = TomlMapper.builder(TomlFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(50)
                            .maxStringLength(Yaml.MAX_CHARS)
                            .build())
                    .build())
            .build();

    private Toml() {}

    /** @throws Yaml.Fault if it is not TOML, or too deep */
    static Map<String, @Nullable Object> read(String text) throws Yaml.Fault {
        try {
            return Values.map(MAPPER.readValue(text, Map.class));
        } catch (JacksonException e) {
            throw new Yaml.Fault("it is not TOML: " + e.getOriginalMessage());
        } catch (StackOverflowError e) { // only the text can cause this
            throw new Yaml.Fault("its tables and lists are nested too deeply");
        }
    }
}
