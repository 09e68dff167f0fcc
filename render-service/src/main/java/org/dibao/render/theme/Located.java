package org.dibao.render.theme;

import io.pebbletemplates.pebble.error.AttributeNotFoundException;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.AbstractNodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitor;
import io.pebbletemplates.pebble.extension.NodeVisitorFactory;
import io.pebbletemplates.pebble.node.AbstractRenderableNode;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.ImportNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.node.SetNode;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a template that knows the file it stands in, so that an error in it names that file: while a page is made, the
 * template language knows only the one whose turn it is, which for a block is the parent's.
 */
final class Located extends AbstractRenderableNode {
    private final RenderableNode statement;
    private final String template;

    private Located(RenderableNode statement, String template) {
        super(statement instanceof AbstractRenderableNode known ? known.getLineNumber() : 0);
        this.statement = statement;
        this.template = template;
    }

    /** Makes every statement of every template one of these. */
    static AbstractExtension everywhere() {
        return new AbstractExtension() {
            @Override
            public List<NodeVisitorFactory> getNodeVisitors() {
                return List.of(template -> new Locating((PebbleTemplateImpl) template));
            }
        };
    }

    @Override
    public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
        Budget.enter();
        try {
            statement.render(self, writer, context);
        } catch (PebbleException e) {
            throw error(e.getLineNumber(), message(e), e);
        } catch (StackOverflowError e) {
            throw error(null, Budget.ENDLESS, e);
        } catch (ThemeError e) {
            throw e; // it was nearer
        } catch (RuntimeException e) {
            throw error(null, "a value is missing here, or is of a kind that cannot be used so", e);
        } finally {
            Budget.leave();
        }
    }

    private ThemeError error(@Nullable Integer line, String message, Throwable cause) {
        return new ThemeError(
                ThemeFiles.TEMPLATES + template, line == null || line == 0 ? getLineNumber() : line, message, cause);
    }

    /** What somebody who writes templates understands. */
    static String message(PebbleException e) {
        return e instanceof AttributeNotFoundException absent
                ? "there is no \"" + absent.getAttributeName() + "\" here"
                : e.getPebbleMessage();
    }

    @Override
    public void accept(NodeVisitor visitor) {
        statement.accept(visitor);
    }

    private static final class Locating extends AbstractNodeVisitor {
        private final String template;
        private @Nullable BodyNode whole;

        Locating(PebbleTemplateImpl template) {
            super(template);
            this.template = template.getName();
        }

        @Override
        public void visit(RootNode root) {
            whole = root.getBody();
            super.visit(root);
        }

        @Override
        public void visit(BodyNode body) {
            super.visit(body);
            body.getChildren()
                    .replaceAll(statement ->
                            // These are known by their class in a template that extends another; their own errors name
                            // the file.
                            body == whole && (statement instanceof SetNode || statement instanceof ImportNode)
                                    ? statement
                                    : new Located(statement, template));
        }
    }
}
