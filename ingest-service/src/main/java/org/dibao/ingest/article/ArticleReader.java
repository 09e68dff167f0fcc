package org.dibao.ingest.article;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.event.Problem;
import org.dibao.contract.text.Quoted;
import org.dibao.ingest.fields.Fields;
import org.dibao.ingest.fields.JsonValues;
import org.dibao.ingest.fields.LineEnds;
import org.dibao.ingest.fields.Refused;
import org.dibao.ingest.fields.Utf8;
import org.dibao.ingest.frontmatter.FrontMatter;
import org.dibao.ingest.html.InlineHtml;
import org.dibao.ingest.liquid.PageVariables;
import org.dibao.ingest.markdown.Renderer;
import org.dibao.ingest.markdown.Rendering;
import org.jspecify.annotations.Nullable;

/**
 * Parses an upload into an article, or says why it is not valid. Pure: it uses no network and no clock, and the same
 * upload gives the same article. Thread-safe; takes about a millisecond for a typical article.
 */
public final class ArticleReader {
    private final ArticleLimits limits;
    private final FrontMatterMapper givens;
    private final JsonValues json;

    public ArticleReader(ArticleLimits limits) {
        this.limits = limits;
        this.givens = new FrontMatterMapper(limits);
        this.json = new JsonValues(limits.jsonDepth(), limits.bodyChars(), "{\"title\": \"…\", \"body\": \"…\"}");
    }

    /** @param now to tell what lies ahead */
    public ReadResult read(Upload upload, Instant now) {
        try {
            return switch (upload.kind()) {
                case JSON -> readJson(upload, now);
                case MARKDOWN -> readFile(upload, Source.Format.MARKDOWN, now);
                case HTML -> readFile(upload, Source.Format.HTML, now);
            };
        } catch (Refused e) {
            return new ReadResult.Invalid(e.problem());
        } catch (StackOverflowError e) { // the parsers recurse; only the input can cause this
            return new ReadResult.Invalid(Problem.of(Problem.Type.INVALID, "body", "the body is nested too deeply"));
        }
    }

    private ReadResult readFile(Upload upload, Source.Format format, Instant now) {
        FrontMatter file = FrontMatter.read(LineEnds.unix(Utf8.decode(upload.content())), limits.frontMatter());
        return article(
                upload,
                null,
                new Fields(file.fields()),
                new Fields(file.fields()).rest(),
                new Source(format, LineEnds.fileBody(file.body())),
                InlineHtml::text,
                Fields::rest,
                now);
    }

    private ReadResult readJson(Upload upload, Instant now) {
        Fields fields = new Fields(json.read(upload.content()));
        OwnFields.requireKnown(fields); // first: a title that is missing may be there under another name
        String given = fields.line("id", 1000);
        ArticleId id = given == null ? null : id("id", given);
        if (given != null && FileName.of(given).kind() != null) {
            throw Refused.field(
                    "id",
                    "the id " + given + " ends like a file name; leave " + given.substring(given.lastIndexOf('.'))
                            + " out");
        }
        String format = fields.line("format", 20);
        Source.Format read = switch (format == null ? "markdown" : format.toLowerCase(Locale.ROOT)) {
            case "markdown" -> Source.Format.MARKDOWN;
            case "html" -> Source.Format.HTML;
            default -> throw Refused.field("format", "format: " + Quoted.of(format) + " is not markdown or html");
        };
        if (!fields.contains("body")) {
            throw Refused.field(
                    "body", "\"body\" is missing: the article's text, in Markdown unless \"format\" says \"html\"");
        }
        String body = fields.text("body");
        return article(
                upload,
                id,
                fields,
                Map.of(),
                new Source(read, body == null ? "" : LineEnds.body(body)),
                UnaryOperator.identity(),
                OwnFields::ofJson,
                now);
    }

    /**
     * @param members the fields as its templates find them
     * @param lines reads a line that people see, such as a title
     * @param own   reads the fields that have no meaning to Dibao
     */
    private ReadResult article(
            Upload upload,
            @Nullable ArticleId given,
            Fields fields,
            Map<String, Object> members,
            Source source,
            UnaryOperator<String> lines,
            Function<Fields, Map<String, Object>> own,
            Instant now) {
        ArticleId address = upload.address();
        if (given != null && address != null && !given.equals(address)) {
            throw Refused.malformed(
                    "id",
                    "the body names article " + given + ", but the address names " + address
                            + ": leave the id out of the body, or use the same one");
        }
        if (source.text().length() > limits.bodyChars()) {
            throw Refused.field(
                    "body",
                    "the body has " + source.text().length() + " characters; at most " + limits.bodyChars()
                            + " are allowed");
        }
        FileName file = upload.file();
        ArticleId id =
                given != null ? given : address != null ? address : file == null ? null : id("file name", file.id());
        ArticleDraft article = givens.given(fields, file, source, lines, own, now);
        boolean page = Article.PAGE.equals(article.layout());
        boolean dated = article.date() != null || article.publishAt() != null;
        if (upload.dated() && !dated && !article.draft() && !page) {
            throw Refused.field("date", "a post needs a date: name its file 2022-01-25-name.md, or give it a date");
        }
        String path = file == null ? null : file.file().toString();
        Rendering rendering =
                Renderer.render(source, PageVariables.of(members, article, id, path), upload.site(), limits.liquid());
        List<String> warnings = new ArrayList<>(rendering.warnings());
        warnings.addAll(fields.warnings());
        if (upload.kind() != ContentKind.JSON) {
            warnings.addAll(OwnFields.warnings(article.extra().keySet()));
        }
        return new ReadResult.Read(
                id,
                article,
                rendering,
                file == null ? null : file.file(),
                given != null || address != null,
                isTimed(article, now),
                List.copyOf(warnings));
    }

    private static boolean isTimed(ArticleDraft article, Instant now) {
        SubmittedDate date = article.date();
        return article.publishAt() != null
                || article.withdrawAt() != null
                || date != null && DateParser.mayBeAhead(date, now);
    }

    private static ArticleId id(String field, String text) {
        try {
            return new ArticleId(text.strip());
        } catch (IllegalArgumentException e) {
            throw Refused.field(field, String.valueOf(e.getMessage()));
        }
    }
}
