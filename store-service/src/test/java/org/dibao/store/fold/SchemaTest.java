package org.dibao.store.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.dibao.contract.Schemas;
import org.dibao.contract.article.Position;
import org.dibao.contract.json.Json;
import org.dibao.contract.publication.Publication;
import org.dibao.contract.submission.Submission;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SchemaTest {

    @Test
    void everythingThatAHistoryWritesIsAsTheSchemasSay() {
        long seed = RandomHistory.seed();
        History history = new History();
        List<Submission> log = RandomHistory.log(seed, 200);
        for (int i = 0; i < log.size(); i++) {
            Decision decision = Fold.decide(history, new Position(i), log.get(i));
            history.apply(decision);
            assertThat(Schemas.errors("submission", tree(log.get(i))))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
            assertThat(Schemas.errors("article-event", tree(decision.event())))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
            assertThat(Schemas.errors("publication", tree(Publication.of(decision.event(), history.site()))))
                    .as("seed %d, %d", seed, i)
                    .isEmpty();
        }
    }

    private static JsonNode tree(Object value) {
        return Json.mapper().readTree(Json.bytes(value));
    }
}
