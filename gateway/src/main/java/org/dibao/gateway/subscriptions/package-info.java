/** {@code /api/subscriptions}: passed on to delivery for holders of the key. */
@NullMarked
package org.dibao.gateway.subscriptions;

import org.jspecify.annotations.NullMarked;
