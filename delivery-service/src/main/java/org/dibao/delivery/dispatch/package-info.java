/** Sends events to subscribers: a courier for each subscription, in one thread without waiting. */
@NullMarked
package org.dibao.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
