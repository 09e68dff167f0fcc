package org.dibao.acceptance.chaos.faults;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;

/**
 * Answers a command once what it changed is in the file, as MongoDB does when a client asks for the journal. What everything's one process
 * embeds writes its file four times a second: when that process is killed, whoever has seen more dies with it. Here the services live on.
 */
final class JournaledBackend extends H2Backend {
    private final MVStore store;

    JournaledBackend(MVStore store) {
        super(store);
        this.store = store;
    }

    @Override
    public synchronized Document handleCommand(Channel channel, String database, String command, Document query) {
        Document answer = super.handleCommand(channel, database, command, query);
        store.commit(); // does nothing after a command that only reads
        return answer;
    }
}
