import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Failure } from '../process/failure.ts';
import { lastLines, runCommand } from '../process/run-command.ts';
import type { ServerProgram } from './server-program.ts';

export interface KafkaOptions {
  dir: string;
  /** Where the broker's jars are. */
  libs: string;
  port: number;
  controllerPort: number;
}

const JVM_FLAGS = ['-Xms128m', '-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Djava.awt.headless=true'];
const LOG_FLAGS = ['-Dorg.slf4j.simpleLogger.defaultLogLevel=warn', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
const CLUSTER_ID = 'bWluaXN1aXRlLWxvY2FsMQ';

/** One Kafka process that is broker and KRaft controller at once, on 127.0.0.1. */
export function kafkaProgram(java: string, options: KafkaOptions): ServerProgram {
  const { dir, libs, port } = options;
  const configFile = join(dir, 'server.properties');
  const classPath = join(libs, '*');
  return {
    name: 'kafka',
    port,
    address: `127.0.0.1:${port}`,
    command: java,
    args: [...JVM_FLAGS, ...LOG_FLAGS, '-cp', classPath, 'kafka.Kafka', configFile],
    proof: configFile,
    stopSignal: 'SIGTERM',
    async prepare() {
      await mkdir(dir, { recursive: true });
      await writeFile(configFile, serverProperties(options));
      if (existsSync(join(dir, 'data', 'meta.properties'))) return;
      const format = ['kafka.tools.StorageTool', 'format', '-t', CLUSTER_ID, '-c', configFile, '--ignore-formatted'];
      const result = await runCommand(java, ['-XX:TieredStopAtLevel=1', ...LOG_FLAGS, '-cp', classPath, ...format]);
      if (result.code !== 0) throw new Failure(`Kafka could not format its storage:\n${lastLines(result.output)}`);
    },
  };
}

function serverProperties({ dir, port, controllerPort }: KafkaOptions): string {
  return `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs=${join(dir, 'data')}
num.network.threads=2
num.io.threads=4
auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=4
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=4
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
controlled.shutdown.max.retries=1
log.cleaner.dedupe.buffer.size=8388608
`;
}
