/** Sends events to subscribers: a courier for each subscription, one at a time and without waiting. */
@NullMarked
package org.dibao.delivery.dispatch;

import org.jspecify.annotations.NullMarked;
