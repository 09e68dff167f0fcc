/** Mail: one message for each event, over the operator's SMTP server. */
@NullMarked
package org.dibao.delivery.mail;

import org.jspecify.annotations.NullMarked;
