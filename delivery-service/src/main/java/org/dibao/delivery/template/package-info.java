/** Chat rooms: a small declarative file for each product says how a message to it looks and what its answers mean. */
@NullMarked
package org.dibao.delivery.template;

import org.jspecify.annotations.NullMarked;
