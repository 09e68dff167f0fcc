/** What subscribers have asked for: the definitions of subscriptions, and the topic that keeps them. */
@NullMarked
package org.dibao.delivery.subscription;

import org.jspecify.annotations.NullMarked;
