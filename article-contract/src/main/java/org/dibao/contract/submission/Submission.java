package org.dibao.contract.submission;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.dibao.contract.article.ArticleDraft;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.site.SiteSettings;

/** A record of the log: valid and sanitised, and not yet decided. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Submission.SubmitArticle.class, name = "submit"),
    @JsonSubTypes.Type(value = Submission.WithdrawArticle.class, name = "withdraw"),
    @JsonSubTypes.Type(value = Submission.ChangeSite.class, name = "change-site")
})
public sealed interface Submission {

    Request request();

    /** Create the article, or replace all of it. {@code html} was made from the source and sanitised. */
    record SubmitArticle(Request request, ArticleId article, ArticleDraft given, String html) implements Submission {
        public SubmitArticle {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
            requireNonNull(given, "given");
            requireNonNull(html, "html");
        }
    }

    /** Take the article out of the site; its page answers 410 from then on. */
    record WithdrawArticle(Request request, ArticleId article) implements Submission {
        public WithdrawArticle {
            requireNonNull(request, "request");
            requireNonNull(article, "article");
        }
    }

    /** Replace the site's settings. */
    record ChangeSite(Request request, SiteSettings settings) implements Submission {
        public ChangeSite {
            requireNonNull(request, "request");
            requireNonNull(settings, "settings");
        }
    }
}
