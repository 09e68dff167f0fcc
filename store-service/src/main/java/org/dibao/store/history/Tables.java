package org.dibao.store.history;

import io.avaje.recordbuilder.RecordBuilder;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.ArticlePath;
import org.dibao.contract.article.Position;
import org.dibao.contract.article.Revision;
import org.dibao.contract.file.FilePath;
import org.dibao.contract.site.SiteSettings;
import org.dibao.projector.Table;
import org.dibao.store.fold.Head;
import org.dibao.store.fold.KeyClaim;
import org.dibao.store.fold.PathClaim;

/**
 * Everything derived from decisions.
 *
 * @param heads     the current state of each article
 * @param paths     the owner of each path
 * @param keys      the first use of each idempotency key
 * @param revisions the position of each revision's decision
 * @param site      the settings in force, under the one key {@link Site#SETTINGS}
 * @param desk      the articles that are not live, or will not stay so
 * @param files     the current state of each file
 * @param fileRevisions the position of each file's revision's decision
 */
@RecordBuilder
public record Tables(
        Table<ArticleId, Head> heads,
        Table<ArticlePath, PathClaim> paths,
        Table<String, KeyClaim> keys,
        Table<RevisionOf, Position> revisions,
        Table<Site, SiteSettings> site,
        Desk desk,
        Files files,
        Table<FileRevision, Position> fileRevisions) {

    /** One revision of one article. */
    public record RevisionOf(ArticleId article, Revision revision) {
        /** {@code <id>#<n>}: a number has no {@code #}, so no two are the same. */
        @Override
        public String toString() {
            return article + "#" + revision;
        }
    }

    /** One revision of one file. */
    public record FileRevision(FilePath path, Revision revision) {
        /** {@code <path>#<n>}: a number has no {@code #}, so no two are the same. */
        @Override
        public String toString() {
            return path + "#" + revision;
        }
    }

    /** The site has one set of settings. */
    public enum Site {
        SETTINGS
    }
}
