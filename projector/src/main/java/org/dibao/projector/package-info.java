/**
 * The loop of store and render: read a topic, apply its records to a database, publish the results, advance the
 * checkpoint.
 */
@NullMarked
package org.dibao.projector;

import org.jspecify.annotations.NullMarked;
