package org.dibao.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dibao.cli.site.FrontMatter;
import org.dibao.cli.site.Yaml;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Corrects an article in an editor. */
@Command(
        name = "edit",
        mixinStandardHelpOptions = true,
        description = {
            "Edit an article's text and fields in " + Editor.WHICH + "; what you change is published.",
            "Its address stays when its title changes."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dibao edit 2026-11-24-morning-ferry", "  dibao edit http://127.0.0.1:8080/river/ferry.html"})
final class EditCommand extends ArticleCommand {
    @Mixin
    Editor editor = new Editor();

    @Parameters(index = "0", paramLabel = "ID", description = NAMED)
    String article = "";

    @Override
    public Integer call() {
        options.target().requireKey();
        String address = address(article);
        // Before its text: who changes it in between changes another revision than this.
        String revision = read(address).path("revision").asString("");
        ObjectNode before = fields(read(address + "/submission"));
        String extension = before.path("format").asString("").equals("html") ? ".html" : ".md";
        return editor.edited(
                "article" + extension,
                file(before),
                text -> MergePatch.difference(before, submission(text, before)),
                patch -> changed(address, revision, patch),
                CommandOutput.err(spec));
    }

    private int changed(String address, String revision, ObjectNode patch) {
        if (patch.isEmpty()) {
            CommandOutput.of(spec).println("Nothing was changed.");
            return Exit.OK;
        }
        return write("PATCH", address, patch, article, revision);
    }

    /** Those that an editor may change. */
    private static ObjectNode fields(JsonNode submission) {
        ObjectNode fields = submission.deepCopy().asObject();
        fields.remove("id");
        return fields;
    }

    static String file(ObjectNode submission) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        submission.properties().stream()
                .filter(field ->
                        !field.getKey().equals("body") && !field.getKey().equals("format"))
                .forEach(field ->
                        fields.put(field.getKey(), LenientJson.MAPPER.convertValue(field.getValue(), Object.class)));
        return "---\n" + FrontMatter.yaml(fields) + "---\n"
                + submission.path("body").asString("");
    }

    /** What a file is, under the names that the API has for it. */
    static ObjectNode submission(String file, ObjectNode before) {
        try {
            FrontMatter read = FrontMatter.of(file)
                    .orElseThrow(() -> new Editor.Unreadable("The text does not begin with front matter (---)"));
            ObjectNode submission = LenientJson.MAPPER.valueToTree(read.fields());
            if (before.has("format")) {
                submission.set("format", before.get("format"));
            }
            return submission.put("body", read.body());
        } catch (Yaml.Fault e) {
            throw new Editor.Unreadable("The front matter cannot be read: " + e.getMessage());
        }
    }
}
