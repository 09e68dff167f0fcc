package org.dibao.render.theme;

import java.util.List;
import java.util.Map;
import org.dibao.render.metadata.PageMetadata;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/** The model for the template of 404, 410 and problems. */
final class MessageModel {
    private MessageModel() {}

    /**
     * @param about the prefix of its texts
     * @param words to search for instead; absent: no search is offered
     */
    static TemplateModel of(
            CompiledTheme design, Site site, String about, @Nullable String words, List<Item> suggestions) {
        String title = design.texts(site.language()).get(about + ".title");
        TemplateModel world = new TemplateModel(
                design,
                site,
                new PageMetadata(
                        title,
                        "",
                        "",
                        List.of(new PageMetadata.Meta("robots", "noindex")),
                        List.of(),
                        List.of(),
                        List.of()));
        Map<String, Object> message = Map.of(
                "title",
                title,
                "text",
                world.texts.get(about + ".text"),
                "words",
                words == null ? "" : words,
                "search",
                words != null);
        return world.put("message", message).put("items", ListingModel.items(world, suggestions));
    }
}
