package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import java.util.List;
import org.dibao.contract.Schemas;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.dibao.contract.wire.Codec;
import org.dibao.contract.wire.EventMessage;
import org.junit.jupiter.api.Test;

class SchemaTest {

    @Test
    void everythingThatAHistoryWritesIsAsTheSchemasSay() {
        long seed = RandomHistory.seed();
        History history = new History();
        List<Submission> log = RandomHistory.log(seed, 200);
        for (int i = 0; i < log.size(); i++) {
            Decision decision = Fold.decide(history, new Position(i), log.get(i));
            history.apply(decision);
            Publication publication = Publication.of(decision.event(), history.site());
            assertThat(errors("submission", Codec.write(log.get(i))))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
            assertThat(errors("article-event", Codec.write(decision.event())))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
            assertThat(errors("publication", Codec.write(publication)))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
        }
    }

    private static List<Error> errors(String kind, EventMessage record) {
        String type = record.headers().getOrDefault("ce_type", "");
        return Schemas.errors(
                type.substring(type.lastIndexOf('.') + 1), kind, Json.mapper().readTree(record.value()));
    }
}
