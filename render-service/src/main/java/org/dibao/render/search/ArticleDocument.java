package org.dibao.render.search;

import java.util.List;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.dibao.contract.article.Article;

/** An article as a document of the index. Not thread-safe; each document is valid until the next one is created. */
final class ArticleDocument {
    private static final FieldType TERMS = new FieldType();

    static {
        TERMS.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS);
        TERMS.setTokenized(true);
        TERMS.freeze();
    }

    private final TermStream title = new TermStream();
    private final TermStream all = new TermStream();
    private final List<Field> terms =
            List.of(new Field(IndexFields.TITLE, title, TERMS), new Field(IndexFields.ALL, all, TERMS));

    Iterable<IndexableField> of(Article article) {
        String text = SearchableText.of(article.html());
        title.of(article.title());
        all.of(article.title(), text);
        Document document = new Document();
        terms.forEach(document::add);
        document.add(new StringField(IndexFields.ID, article.id().value(), Field.Store.NO));
        document.add(new SortedDocValuesField(
                IndexFields.ID, new BytesRef(article.id().value())));
        for (String file : ShownFiles.of(article)) {
            document.add(new StringField(IndexFields.FILES, file, Field.Store.NO));
        }
        document.add(new NumericDocValuesField(IndexFields.DATE, millis(article)));
        document.add(new StoredField(IndexFields.SHOWN_ID, article.id().value()));
        document.add(new StoredField(IndexFields.SHOWN_TITLE, article.title()));
        document.add(new StoredField(IndexFields.SHOWN_TEXT, text));
        document.add(new StoredField(IndexFields.SHOWN_PATH, article.path().value()));
        document.add(new StoredField(IndexFields.SHOWN_DATE, article.date().toString()));
        if (article.lang() != null) {
            document.add(new StoredField(IndexFields.SHOWN_LANG, article.lang()));
        }
        return document;
    }

    private static long millis(Article article) {
        return Math.multiplyExact(article.date().toEpochSecond(), 1000L)
                + article.date().getNano() / 1_000_000;
    }
}
