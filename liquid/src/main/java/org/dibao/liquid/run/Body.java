package org.dibao.liquid.run;

import java.util.ArrayList;
import java.util.List;
import org.dibao.liquid.LimitReached;
import org.dibao.liquid.LiquidException;

/** Nodes in a row: a template, or what is inside a block. Built by one thread, then unchanged. */
public final class Body {
    private final List<Node> nodes = new ArrayList<>();

    public void add(Node node) {
        nodes.add(node);
    }

    /** Takes white space off the end of a text that comes last. */
    public void trimEnd() {
        if (!nodes.isEmpty() && nodes.getLast() instanceof Node.Text last) {
            nodes.set(nodes.size() - 1, new Node.Text(stripEnd(last.text()), last.line()));
        }
    }

    private static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) <= ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    public boolean isBlank() {
        return nodes.stream().allMatch(Node::isBlank);
    }

    /** Leaves only what may have an effect. */
    public void removeTexts() {
        nodes.removeIf(Node.Text.class::isInstance);
    }

    /** Runs all nodes, or those up to a {@code break} or {@code continue}. */
    public void render(Context context, StringBuilder out) {
        context.budget().enter();
        try {
            run(context, out);
        } finally {
            context.budget().leave();
        }
    }

    private void run(Context context, StringBuilder out) {
        for (Node node : nodes) {
            try {
                context.budget().steps(1);
                context.line(node.line());
                node.render(context, out);
                context.budget().output(out.length());
            } catch (LimitReached e) {
                throw e.at(node.line());
            } catch (LiquidException e) {
                if (!context.isLenient()) {
                    throw e.at(node.line());
                }
                context.warnings().add(e.at(node.line()).line(), e.message());
            }
            if (context.interrupt() != null) {
                break;
            }
        }
    }
}
