package org.dibao.contract;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The JSON schemas that the contract publishes. */
public final class Schemas {
    private static final String ID = "https://dibao.org/schema/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(ids -> ids.mapPrefix(ID, "classpath:org/dibao/contract/schema/")));

    private Schemas() {}

    /** What a schema finds wrong with a record of a version such as {@code v1}. */
    public static List<Error> errors(String version, String kind, JsonNode record) {
        return schema(version + "/" + kind + ".json")
                .validate(record, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    /**
     * A schema as it is written.
     *
     * @param file such as {@code v1/common.json}
     */
    public static JsonNode node(String file) {
        return schema(file).getSchemaNode();
    }

    private static Schema schema(String file) {
        return REGISTRY.getSchema(SchemaLocation.of(ID + file));
    }
}
