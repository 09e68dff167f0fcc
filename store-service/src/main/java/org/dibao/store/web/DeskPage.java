package org.dibao.store.web;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.dibao.contract.article.ArticleId;
import org.dibao.contract.article.Status;
import org.dibao.projector.Versioned;
import org.dibao.store.fold.Appointment;
import org.dibao.store.history.Pending;
import org.jspecify.annotations.Nullable;

/**
 * A page of the articles on the desk that have one status: the scheduled ones by when they are due, the next first; others by when
 * they came to have it, the latest first.
 *
 * @param articles what is on the page
 * @param next     where the next page begins; absent if this is the last
 */
record DeskPage(List<ArticleId> articles, @Nullable String next) {

    /** @param after the {@code next} of the page before; absent for the first page */
    static DeskPage of(List<Versioned<Pending>> desk, Status status, @Nullable Place after, int limit) {
        List<Place> places = desk.stream()
                .filter(row -> row.value().status() == status)
                .map(Place::of)
                .filter(place -> after == null || place.compareTo(after) > 0)
                .sorted()
                .limit(limit + 1L)
                .toList();
        List<Place> page = places.subList(0, Math.min(limit, places.size()));
        return new DeskPage(
                page.stream().map(Place::article).toList(),
                places.size() > limit ? page.getLast().text() : null);
    }

    /** Where an article is in the list. It stays there as long as nothing happens to the article. */
    record Place(long order, ArticleId article) implements Comparable<Place> {
        private static final Comparator<Place> ORDER = Comparator.comparingLong(Place::order)
                .thenComparing(place -> place.article().value());

        private static Place of(Versioned<Pending> row) {
            Appointment appointment = row.value().appointment();
            long order = appointment != null && row.value().status() == Status.SCHEDULED
                    ? appointment.at().toEpochMilli()
                    : -row.position().value();
            return new Place(order, row.value().article());
        }

        /** @throws IllegalArgumentException if it does not come from {@link #text} */
        static Place parse(String text) {
            String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            int colon = plain.indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("not a cursor");
            }
            return new Place(Long.parseLong(plain.substring(0, colon)), new ArticleId(plain.substring(colon + 1)));
        }

        /** Opaque, and safe in an address. */
        String text() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((order + ":" + article).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }
}
