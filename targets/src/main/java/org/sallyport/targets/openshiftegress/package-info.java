/** OpenShift's egress firewall: names that the pods of a project reach. */
@NullMarked
package org.sallyport.targets.openshiftegress;

import org.jspecify.annotations.NullMarked;
