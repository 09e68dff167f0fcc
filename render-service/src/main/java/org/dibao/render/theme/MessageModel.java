package org.dibao.render.theme;

import java.util.List;
import java.util.Map;
import org.dibao.render.metadata.Head;
import org.dibao.render.view.Item;

/** What the template of 404 and 410 sees. */
final class MessageModel {
    private MessageModel() {}

    /** @param about what its texts begin with */
    static TemplateModel of(Design design, Site site, String about, String words, List<Item> suggestions) {
        String title = design.texts(site.language()).get(about + ".title");
        TemplateModel world = new TemplateModel(
                design,
                site,
                new Head(title, "", "", List.of(new Head.Meta("robots", "noindex")), List.of(), List.of(), List.of()));
        return world.put("message", Map.of("title", title, "text", world.texts.get(about + ".text"), "words", words))
                .put("items", ListingModel.items(world, suggestions));
    }
}
