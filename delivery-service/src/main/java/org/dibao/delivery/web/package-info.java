/** The API of subscriptions. */
@NullMarked
package org.dibao.delivery.web;

import org.jspecify.annotations.NullMarked;
