package org.dibao.render.feed;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.dibao.contract.article.Article;
import org.dibao.contract.site.SiteSettings;
import org.dibao.render.listing.ListingKey.Kind;
import org.dibao.render.metadata.Story;
import org.dibao.render.metadata.Terms;
import org.dibao.render.metadata.Times;
import org.dibao.render.metadata.Urls;
import org.jspecify.annotations.Nullable;

/**
 * An article in a feed.
 *
 * @param id         for ever, wherever the article moves
 * @param language   BCP 47
 * @param published  its date
 * @param updated    when it was changed last
 * @param authors    empty if it names none
 * @param categories categories, then tags, each once
 * @param summary    plain text; empty if there is none
 * @param html       the body with absolute links; absent where the feed has summaries alone
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

    /** @param url absent if there is no page about this author */
    record Author(String name, @Nullable String url) {}

    static FeedItem of(SiteSettings site, Terms terms, Story story, boolean fullText) {
        Article article = story.article();
        String url = Urls.of(site, article.path());
        String title = XmlText.line(article.title());
        return new FeedItem(
                Urls.id(site, article.id()),
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
