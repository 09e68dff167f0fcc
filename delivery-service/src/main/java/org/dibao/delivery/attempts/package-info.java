/** What people want to know of deliveries: the latest attempts, and the status of each subscription. Nothing depends on it. */
@NullMarked
package org.dibao.delivery.attempts;

import org.jspecify.annotations.NullMarked;
