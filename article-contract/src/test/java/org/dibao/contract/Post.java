package org.dibao.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleDraftBuilder;
import org.dibao.contract.article.ArticleFile;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.OldAddress;
import org.dibao.contract.article.Origin;
import org.dibao.contract.article.Revision;
import org.dibao.contract.article.Source;
import org.dibao.contract.article.SubmittedDate;
import org.dibao.contract.submission.Idempotency;
import org.dibao.contract.submission.Preconditions;
import org.dibao.contract.submission.Request;
import org.dibao.contract.submission.Submission.SubmitArticle;
import org.jspecify.annotations.Nullable;

/** A submission of an article in the making. Each method gives a new one, so that one post can be told in variations. */
public final class Post implements Cloneable {
    /** When a post was received, unless it says otherwise. */
    public static final Instant OPENED = Instant.parse("2022-03-01T00:00:00Z");

    private final String id;
    private String title;
    private @Nullable String file;
    private boolean named;
    private @Nullable String place;
    private int paths;
    private boolean timed;
    private @Nullable String publishAt;
    private @Nullable String withdrawAt;
    private int rendering;
    private @Nullable String lead;
    private @Nullable String date = "2022-01-25T09:36:15+08:00";
    private List<String> categories = List.of("news");
    private List<String> tags = List.of();
    private List<String> authors = List.of();
    private @Nullable String slug;
    private @Nullable String permalink;
    private @Nullable String excerpt;
    private List<String> redirectFrom = List.of();
    private List<OldAddress> oldAddresses = List.of();
    private @Nullable String layout = "post";
    private boolean pinned;
    private @Nullable String translationKey;
    private @Nullable String lang;
    private @Nullable String modified;
    private @Nullable Origin origin;
    private boolean draft;
    private Map<String, Object> extra = Map.of();
    private String text = "First paragraph.";
    private @Nullable String html;
    private Instant receivedAt = OPENED;
    private String by = "desk";
    private @Nullable Idempotency idempotency;
    private Preconditions preconditions = Preconditions.NONE;

    private Post(String id) {
        this.id = id;
        this.title = id;
    }

    /** A live article in category {@code news} of 2022-01-25, whose title is its id. */
    public static Post post(String id) {
        return new Post(id);
    }

    public Post titled(String value) {
        return with(post -> post.title = value);
    }

    public Post dated(String value) {
        return with(post -> post.date = value);
    }

    /** Its date, and when it is to be published and withdrawn, may lie ahead. */
    public Post timed() {
        return with(post -> post.timed = true);
    }

    public Post publishedAt(String value) {
        return timed().with(post -> post.publishAt = value);
    }

    public Post withdrawnAt(String value) {
        return timed().with(post -> post.withdrawAt = value);
    }

    public Post undated() {
        return with(post -> post.date = null);
    }

    public Post in(String... values) {
        return with(post -> post.categories = List.of(values));
    }

    public Post tagged(String... values) {
        return with(post -> post.tags = List.of(values));
    }

    public Post writtenBy(String... values) {
        return with(post -> post.authors = List.of(values));
    }

    public Post slug(String value) {
        return with(post -> post.slug = value);
    }

    /** Its permalink: a path or a pattern. */
    public Post at(String value) {
        return with(post -> post.permalink = value);
    }

    public Post excerpt(String value) {
        return with(post -> post.excerpt = value);
    }

    public Post redirectedFrom(String... values) {
        return with(post -> post.redirectFrom = List.of(values));
    }

    /** A whole address that led to it. */
    public Post redirectedFromHost(String host, String path) {
        return with(post -> post.oldAddresses = List.of(new OldAddress(host, new ArticlePath(path))));
    }

    public Post laidOutAs(@Nullable String value) {
        return with(post -> post.layout = value);
    }

    public Post pinned() {
        return with(post -> post.pinned = true);
    }

    public Post translated(@Nullable String key) {
        return with(post -> post.translationKey = key);
    }

    public Post inLanguage(@Nullable String language) {
        return with(post -> post.lang = language);
    }

    /** When it was changed last, as its publisher says. */
    public Post changed(String value) {
        return with(post -> post.modified = value);
    }

    /** Where it was taken from. */
    public Post from(String name, @Nullable String url) {
        return with(post -> post.origin = new Origin(name, url));
    }

    public Post asDraft() {
        return with(post -> post.draft = true);
    }

    public Post extra(String key, @Nullable Object value) {
        return with(post -> {
            Map<String, Object> more = new TreeMap<>(post.extra);
            more.put(key, value);
            post.extra = more;
        });
    }

    public Post extra(Map<String, Object> value) {
        return with(post -> post.extra = value);
    }

    /** Read from a file. */
    public Post readFrom(String value) {
        return with(post -> post.file = value);
    }

    /** Where its file is on the sender's side. */
    public Post placedAt(String value) {
        return with(post -> post.place = value);
    }

    /** Sent to the article's own address. */
    public Post named() {
        return with(post -> post.named = true);
    }

    /** With the paths of this release; otherwise with those of earlier ones. */
    public Post withJekyllsPath() {
        return with(post -> post.paths = SubmitArticle.JEKYLL_PATHS);
    }

    /** As this release renders it: the HTML, and how the text begins. */
    public Post rendered(String value, String begins) {
        return with(post -> {
            post.html = value;
            post.lead = begins;
            post.rendering = SubmitArticle.KRAMDOWN;
        });
    }

    /** The body, in Markdown without any mark. */
    public Post saying(String value) {
        return with(post -> post.text = value);
    }

    /** What was made from the body; by default one paragraph. */
    public Post html(String value) {
        return with(post -> post.html = value);
    }

    public Post receivedAt(Instant value) {
        return with(post -> post.receivedAt = value);
    }

    public Post receivedAt(String value) {
        return receivedAt(Instant.parse(value));
    }

    /** The name of the API key. */
    public Post from(String value) {
        return with(post -> post.by = value);
    }

    public Post key(String key, String fingerprint) {
        return with(post -> post.idempotency = new Idempotency(key, fingerprint));
    }

    public Post ifMatch(int revision) {
        return with(post ->
                post.preconditions = new Preconditions(new Revision(revision), post.preconditions.createOnly()));
    }

    public Post createOnly() {
        return with(post -> post.preconditions = new Preconditions(post.preconditions.ifMatch(), true));
    }

    public ArticleDraft given() {
        return ArticleDraftBuilder.builder()
                .title(title)
                .date(date == null ? null : SubmittedDate.parse(date))
                .categories(categories)
                .tags(tags)
                .authors(authors)
                .slug(slug)
                .permalink(permalink)
                .excerpt(excerpt)
                .layout(layout)
                .pinned(pinned)
                .translationKey(translationKey)
                .lang(lang)
                .modified(modified == null ? null : SubmittedDate.parse(modified))
                .origin(origin)
                .redirectFrom(redirectFrom.stream().map(ArticlePath::new).toList())
                .redirectFromHosts(oldAddresses)
                .draft(draft)
                .publishAt(publishAt == null ? null : SubmittedDate.parse(publishAt))
                .withdrawAt(withdrawAt == null ? null : SubmittedDate.parse(withdrawAt))
                .extra(extra)
                .source(new Source(Source.Format.MARKDOWN, text))
                .build();
    }

    public SubmitArticle submission() {
        return new SubmitArticle(
                new Request(receivedAt, by, idempotency, preconditions),
                new ArticleId(id),
                given(),
                html == null ? "<p>" + text + "</p>\n" : html,
                file == null ? null : new ArticleFile(file),
                named,
                paths,
                rendering,
                lead,
                timed,
                false,
                Set.of(),
                place);
    }

    private Post with(Consumer<Post> change) {
        try {
            Post copy = (Post) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}
