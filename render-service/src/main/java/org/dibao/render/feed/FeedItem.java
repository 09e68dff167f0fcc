package org.dibao.render.feed;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.TermLinks;
import org.dibao.render.metadata.Times;
import org.dibao.render.metadata.Urls;
import org.jspecify.annotations.Nullable;

/**
 * An article in a feed.
 *
 * @param id         permanent, wherever the article moves
 * @param language   BCP 47
 * @param published  its date
 * @param updated    when it was last changed
 * @param authors    empty if there are none
 * @param categories categories, then tags, without duplicates
 * @param summary    plain text; empty if there is none
 * @param html       the body with absolute links; absent if the feed only has summaries
 */
record FeedItem(
        String id,
        String url,
        String title,
        String language,
        OffsetDateTime published,
        OffsetDateTime updated,
        List<Author> authors,
        List<String> categories,
        String summary,
        @Nullable String html,
        @Nullable String image) {

    /** @param url absent if this author has no page */
    record Author(String name, @Nullable String url) {}

    static FeedItem of(SiteSettings site, TermLinks terms, Story story, boolean fullText) {
        Article article = story.article();
        String url = Urls.of(site, article.path());
        String title = XmlText.line(article.title());
        return new FeedItem(
                Urls.feedId(site, article),
                url,
                title.isEmpty() ? article.id().value() : title,
                article.lang() == null || article.lang().isBlank() ? site.language() : XmlText.line(article.lang()),
                Times.published(site, article),
                Times.updated(site, article),
                terms.all(Kind.AUTHOR, article.authors()).stream()
                        .map(author -> new Author(
                                XmlText.line(author.name()),
                                author.path() == null ? null : Urls.of(site, author.path())))
                        .toList(),
                Stream.concat(
                                terms.all(Kind.CATEGORY, article.categories()).stream(),
                                terms.all(Kind.TAG, article.tags()).stream())
                        .map(term -> XmlText.line(term.name()))
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList(),
                XmlText.line(story.summary()),
                fullText ? AbsoluteLinks.in(XmlText.clean(story.html()), url) : null,
                story.image());
    }
}
