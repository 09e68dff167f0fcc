/** What operators do, recorded in a topic of its own that every gateway follows: keys, dead letters. */
@NullMarked
package org.dibao.gateway.operations;

import org.jspecify.annotations.NullMarked;
