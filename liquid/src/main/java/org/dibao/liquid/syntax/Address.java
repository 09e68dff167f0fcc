package org.dibao.liquid.syntax;

import java.util.List;
import org.dibao.liquid.Unknown;
import org.dibao.liquid.run.Node;
import org.dibao.liquid.value.Values;
import org.jspecify.annotations.Nullable;

/** Jekyll's {@code link} and {@code post_url}, below the site's base path. */
final class Address {
    private Address() {}

    static Node read(Token tag) {
        boolean post = tag.name().equals("post_url");
        String markup = tag.markup().strip();
        return Tags.node(tag, false, (context, out) -> {
            String name = post ? markup : context.inner(markup);
            @Nullable
            String address =
                    post ? context.host().postUrl(name) : context.host().link(name);
            if (address == null) {
                context.warn("{% " + tag.name() + " " + name + " %}: there is no such " + (post ? "post" : "file")
                        + " in what is known of the site");
                out.append(Unknown.MARK);
            } else {
                out.append(Values.text(context.filters().call("relative_url", address, List.of(), context)));
            }
        });
    }
}
