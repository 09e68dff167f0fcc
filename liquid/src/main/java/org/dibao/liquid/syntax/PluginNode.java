package org.dibao.liquid.syntax;

import org.dibao.liquid.PluginTag;
import org.dibao.liquid.run.Body;
import org.dibao.liquid.run.Context;
import org.dibao.liquid.run.Node;
import org.jspecify.annotations.Nullable;

/** A tag that only the host may know. One that it does not know leaves its text. */
final class PluginNode implements Node {
    private final Token token;
    private final @Nullable Body body;

    PluginNode(Token token, @Nullable Body body) {
        this.token = token;
        this.body = body;
    }

    @Override
    public void render(Context context, StringBuilder out) {
        String inner = null;
        if (body != null) {
            StringBuilder text = new StringBuilder();
            body.render(context, text);
            inner = text.toString();
        }
        String written = context.host()
                .plugin(new PluginTag(token.name(), context.inner(token.markup().strip()), inner));
        if (written == null) {
            context.line(token.line());
            context.warn("the tag {% " + token.name() + " %} is not known here: "
                    + (inner == null ? "it is left out" : "only the text in it is kept"));
            written = inner == null ? "" : inner;
        }
        context.budget().work(written.length());
        out.append(written);
    }

    @Override
    public int line() {
        return token.line();
    }
}
