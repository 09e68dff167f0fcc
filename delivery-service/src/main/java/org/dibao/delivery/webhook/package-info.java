/** Webhooks: requests signed as Standard Webhooks 1.0 says, so that published libraries can verify them. */
@NullMarked
package org.dibao.delivery.webhook;

import org.jspecify.annotations.NullMarked;
