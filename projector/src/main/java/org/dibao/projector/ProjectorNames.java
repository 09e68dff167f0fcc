package org.dibao.projector;

/**
 * The names of a projector and its topics in messages and logs.
 *
 * @param service as in "another instance of the store"
 * @param client  its name in the database's log
 * @param input   the input topic
 * @param output  the output topic
 * @param derived all topics derived from the input, as in "delete article-events and publications"
 */
public record ProjectorNames(String service, String client, String input, String output, String derived) {

    /** Of the projector that reads everything again: whatever stops that one stops nothing else. */
    public ProjectorNames ofRebuild() {
        return new ProjectorNames("the rebuild of " + service, client, input, output, derived);
    }
}
