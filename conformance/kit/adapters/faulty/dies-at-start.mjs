process.stderr.write('cannot find the configuration\n')
process.exit(3)
