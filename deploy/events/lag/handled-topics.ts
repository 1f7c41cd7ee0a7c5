import { usageOf } from '../../contracts/event-usage.ts';
import { SERVICES, type ServiceName } from '../../local/system/app-ports.ts';

/** The topics of the events that each service handles, found in the source; `topicOf` tells the topic of a definition like `OrderPaid`. */
export function handledTopics(root: string, topicOf: ReadonlyMap<string, string>): Map<ServiceName, string[]> {
  const usage = usageOf(root);
  const handles = (service: ServiceName): string[] => {
    const topics = [...topicOf].filter(([definition]) => usage(definition).consumers.has(service));
    return [...new Set(topics.map(([, topic]) => topic))].sort();
  };
  return new Map(SERVICES.map((service) => [service, handles(service)] as const).filter(([, topics]) => topics.length));
}
