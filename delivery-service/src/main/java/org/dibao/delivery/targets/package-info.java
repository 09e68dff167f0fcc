/**
 * Calling addresses that subscribers choose: which of them may be called, and a client that connects to no other.
 */
@NullMarked
package org.dibao.delivery.targets;

import org.jspecify.annotations.NullMarked;
