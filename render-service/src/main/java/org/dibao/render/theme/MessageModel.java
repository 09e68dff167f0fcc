package org.dibao.render.theme;

import java.util.List;
import java.util.Map;
import org.dibao.render.metadata.Head;
import org.dibao.render.view.Item;
import org.jspecify.annotations.Nullable;

/** What the template of 404, of 410 and of problems sees. */
final class MessageModel {
    private MessageModel() {}

    /**
     * @param about what its texts begin with
     * @param words to search for instead; absent: nobody would search here
     */
    static TemplateModel of(Design design, Site site, String about, @Nullable String words, List<Item> suggestions) {
        String title = design.texts(site.language()).get(about + ".title");
        TemplateModel world = new TemplateModel(
                design,
                site,
                new Head(title, "", "", List.of(new Head.Meta("robots", "noindex")), List.of(), List.of(), List.of()));
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
