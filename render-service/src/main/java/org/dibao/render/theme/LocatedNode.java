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
 * A template statement that knows its file, so that errors name that file: during rendering, the template engine only
 * knows the current template, which for a block is the parent.
 */
final class LocatedNode extends AbstractRenderableNode {
    private final RenderableNode statement;
    private final String template;

    private LocatedNode(RenderableNode statement, String template) {
        super(statement instanceof AbstractRenderableNode known ? known.getLineNumber() : 0);
        this.statement = statement;
        this.template = template;
    }

    /** Wraps every statement of every template in such a node. */
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
        RenderingBudget.enter();
        try {
            statement.render(self, writer, context);
        } catch (PebbleException e) {
            throw error(e.getLineNumber(), message(e), e);
        } catch (StackOverflowError e) {
            throw error(null, RenderingBudget.ENDLESS, e);
        } catch (ThemeError e) {
            throw e; // it was closer to the error
        } catch (RuntimeException e) {
            throw error(null, "a value is missing here, or has the wrong type", e);
        } finally {
            RenderingBudget.leave();
        }
    }

    private ThemeError error(@Nullable Integer line, String message, Throwable cause) {
        return new ThemeError(
                ThemeFiles.TEMPLATES + template, line == null || line == 0 ? getLineNumber() : line, message, cause);
    }

    /** A message that a template author understands. */
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
                            // The engine identifies these by class in a template that extends another; their own errors
                            // name the file.
                            body == whole && (statement instanceof SetNode || statement instanceof ImportNode)
                                    ? statement
                                    : new LocatedNode(statement, template));
        }
    }
}
