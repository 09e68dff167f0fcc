package org.dibao.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.dibao.contract.article.Article;
import org.dibao.contract.article.ArticleBuilder;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.PreviousState;
import org.dibao.contract.article.PreviousStateBuilder;
import org.dibao.contract.article.Source;
import org.dibao.contract.event.Outcome;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Card;
import org.dibao.contract.publication.CardBuilder;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/**
 * What is left of an article once it is erased: its id, addresses, dates, categories, tags and authors, since the decisions on other articles
 * depend on them.
 *
 * <p>A replay must decide the same as before. So a text is replaced by a mark, the same for the same text, which nobody can compute after
 * this run, and a path that was made of a title is given instead.
 */
final class Redaction {
    private static final String TITLE = "Erased";

    private final SecretKeySpec key;

    Redaction() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** @param path that the article got by it; absent if it is not known */
    SubmitArticle of(SubmitArticle submit, @Nullable String path) {
        ArticleDraft given = submit.given();
        boolean fixed = path != null && path.chars().noneMatch(c -> c == ':' || c == '%');
        ArticleDraft draft = ArticleDraftBuilder.builder(given)
                .title(TITLE)
                .permalink(fixed ? path : given.permalink())
                .excerpt(null)
                .image(null)
                .origin(null)
                .extra(Map.of())
                .source(new Source(given.source().format(), mark(Json.bytes(given))))
                .build();
        return submit.erased(draft, "<p>" + mark(submit.html().getBytes(UTF_8)) + "</p>");
    }

    /** What subscribers and readers are told of it. */
    Outcome of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Published it ->
                new Outcome.Published(
                        of(it.article()),
                        it.before() == null ? null : of(it.before()),
                        it.redirects(),
                        it.scheduledFor());
            case Outcome.Revised it -> new Outcome.Revised(of(it.article()), of(it.before()), it.redirects());
            case Outcome.Moved it -> new Outcome.Moved(of(it.article()), of(it.before()), it.redirects());
            case Outcome.Withdrawn it ->
                new Outcome.Withdrawn(it.article(), it.revision(), of(it.before()), it.scheduledFor());
            case Outcome.Erased _, Outcome.SiteChanged _, Outcome.OfFile _, Outcome.Bare _ -> outcome;
        };
    }

    private static Article of(Article article) {
        return ArticleBuilder.builder(article)
                .title(TITLE)
                .excerpt(null)
                .image(null)
                .origin(null)
                .extra(Map.of())
                .html("")
                .lead(null)
                .build();
    }

    /** Its digests would tell whoever guesses a title that it was this one. */
    private PreviousState of(PreviousState before) {
        return PreviousStateBuilder.builder(before)
                .card(digest(before.card()))
                .lead(before.lead().isEmpty() ? "" : digest(before.lead()))
                .build();
    }

    /** What listings show of it. */
    static Publication of(Publication publication, Card card) {
        return publication.showing(CardBuilder.builder(card).title(TITLE).build());
    }

    private String mark(byte[] text) {
        return "erased " + HexFormat.of().formatHex(hmac(text), 0, 16);
    }

    private String digest(String of) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hmac(of.getBytes(UTF_8)), 16));
    }

    private byte[] hmac(byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
