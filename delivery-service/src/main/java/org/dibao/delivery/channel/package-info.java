/** How a message gets to a subscriber: one channel for each kind of subscription. */
@NullMarked
package org.dibao.delivery.channel;

import org.jspecify.annotations.NullMarked;
