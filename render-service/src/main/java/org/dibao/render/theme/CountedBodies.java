package org.dibao.render.theme;

import io.pebbletemplates.pebble.lexer.Token;
import io.pebbletemplates.pebble.lexer.TokenStream;
import io.pebbletemplates.pebble.node.BodyNode;
import io.pebbletemplates.pebble.node.RenderableNode;
import io.pebbletemplates.pebble.node.RootNode;
import io.pebbletemplates.pebble.parser.ExpressionParser;
import io.pebbletemplates.pebble.parser.Parser;
import io.pebbletemplates.pebble.parser.StoppingCondition;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.io.IOException;
import java.io.Writer;

/** Parses a tag with its own parser and has each execution of its body counted. */
final class CountedBodies implements TokenParser {
    private final TokenParser tag;

    CountedBodies(TokenParser tag) {
        this.tag = tag;
    }

    @Override
    public String getTag() {
        return tag.getTag();
    }

    @Override
    public RenderableNode parse(Token token, Parser parser) {
        return tag.parse(token, new Counting(parser));
    }

    private static final class Body extends BodyNode {
        Body(BodyNode body) {
            super(body.getLineNumber(), body.getChildren());
        }

        @Override
        public void render(PebbleTemplateImpl self, Writer writer, EvaluationContextImpl context) throws IOException {
            RenderingBudget.step();
            super.render(self, writer, context);
        }
    }

    private record Counting(Parser parser) implements Parser {
        @Override
        public RootNode parse(TokenStream tokens) {
            return parser.parse(tokens);
        }

        @Override
        public BodyNode subparse() {
            return new Body(parser.subparse());
        }

        @Override
        public BodyNode subparse(StoppingCondition until) {
            return new Body(parser.subparse(until));
        }

        @Override
        public TokenStream getStream() {
            return parser.getStream();
        }

        @Override
        public ExpressionParser getExpressionParser() {
            return parser.getExpressionParser();
        }

        @Override
        public String peekBlockStack() {
            return parser.peekBlockStack();
        }

        @Override
        public String popBlockStack() {
            return parser.popBlockStack();
        }

        @Override
        public void pushBlockStack(String name) {
            parser.pushBlockStack(name);
        }
    }
}
