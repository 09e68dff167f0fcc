/** Publications as the public sees them: what an event says, which events a filter lets through, the CloudEvents form. */
@NullMarked
package org.dibao.eventlog.publicevents;

import org.jspecify.annotations.NullMarked;
